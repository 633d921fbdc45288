# A module under test: a project in the organization of the key.
terraform {
  required_version = ">= 1.6"
  required_providers {
    mongodbatlas = {
      source  = "mongodb/mongodbatlas"
      version = "~> 2.16"
    }
  }
}

variable "name" {
  type = string
}

data "mongodbatlas_roles_org_id" "here" {}

resource "mongodbatlas_project" "this" {
  name   = var.name
  org_id = data.mongodbatlas_roles_org_id.here.org_id
}

output "project_id" {
  value = mongodbatlas_project.this.id
}
